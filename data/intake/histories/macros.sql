-- How texts in a history are read.
--
-- DuckDB works out an expression that stands twice in a SELECT once and for every row, also where it stands only
-- in a branch of CASE. So the cheap ways of reading and the dear ones are in SELECTs of their own (`rows.sql`),
-- and the dear ones are given NULL for every row that needs them no more.

CREATE TEMP MACRO bare(written) AS nullif(trim(written, ' "'), '');

-- Without quotation marks and blanks around it; hardly any row has them. (Both sort before “#”.)
CREATE TEMP MACRO unwrapped(written) AS
    CASE WHEN written < '#' OR ends_with(written, ' ')
         THEN trim(written, ' "') ELSE written END;

-- A code in the form 41-1011, whatever stands between the figures and without O*NET's decimals.
CREATE TEMP MACRO plain_code(written) AS
    regexp_replace(trim(written, ' "'), '^(\d{2})[-–—−. ]?(\d{4})([.]\d{1,2})?$', '\1-\2');

-- A day as year, month, day. DuckDB reads 31-01-2019 as the year 31: `day_read` takes that back.
CREATE TEMP MACRO quick_day(written) AS CASE WHEN strlen(written) = 10 THEN try_cast(written AS DATE) END;
CREATE TEMP MACRO day_read(quick) AS CASE WHEN quick >= DATE '1000-01-01' THEN quick END;

CREATE TEMP MACRO slashed_day(written, slashes) AS
    CASE WHEN regexp_full_match(written, '\d{1,2}[-/]\d{1,2}[-/]\d{4}')
         THEN CAST(try_strptime(replace(written, '-', '/'), slashes) AS DATE) END;

-- Years have four figures; the trailing time of day, if one, begins after T or a blank.
CREATE TEMP MACRO other_day(written) AS
    CASE WHEN regexp_full_match(written, '\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ][0-9:.,+ZzUTC-]*)?')
         THEN try_cast(regexp_extract(written, '^[0-9/-]+') AS DATE)
         WHEN regexp_full_match(written, '(1[89]|2[01])\d{6}')
         THEN CAST(try_strptime(written, '%Y%m%d') AS DATE)
         WHEN regexp_full_match(written, '\d{4}[.]\d{1,2}[.]\d{1,2}')
         THEN CAST(try_strptime(written, '%Y.%m.%d') AS DATE)
         WHEN regexp_full_match(written, '\d{1,2}[.]\d{1,2}[.]\d{4}')
         THEN CAST(try_strptime(written, '%d.%m.%Y') AS DATE)
         WHEN regexp_full_match(written, '\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{4}')
         THEN CAST(try_strptime(replace(written, '-', ' '), ['%d %b %Y', '%d %B %Y']) AS DATE)
         WHEN regexp_full_match(written, '[A-Za-z]{3,9} \d{1,2},? \d{4}')
         THEN CAST(try_strptime(replace(written, ',', ''), ['%b %d %Y', '%B %d %Y']) AS DATE) END;

CREATE TEMP MACRO month_of(written) AS
    CASE WHEN regexp_full_match(written, '\d{4}[-/]\d{1,2}')
         THEN CAST(try_strptime(replace(written, '/', '-'), '%Y-%m') AS DATE)
         WHEN regexp_full_match(written, '(1[89]|2[01])\d{4}')
         THEN CAST(try_strptime(written, '%Y%m') AS DATE)
         WHEN regexp_full_match(written, '\d{1,2}/\d{4}')
         THEN CAST(try_strptime(written, '%m/%Y') AS DATE)
         WHEN regexp_full_match(written, '[A-Za-z]{3,9}[- ]\d{4}')
         THEN CAST(try_strptime(replace(written, '-', ' '), ['%b %Y', '%B %Y']) AS DATE) END;

-- A blank, what programs write for one, and a backslash with an N as databases do. (Patterns, not IN: DuckDB makes
-- a join of a long list, and then looks at every row.)
CREATE TEMP MACRO says_nothing(written) AS
    written IS NULL OR bare(written) IS NULL
    OR regexp_full_match(bare(written), '(?i:nan|nat|null|none|n/?a|-|–|\\n)');

CREATE TEMP MACRO first_day(written, slashes) AS
    coalesce(slashed_day(bare(written), slashes), other_day(bare(written)), month_of(bare(written)));

-- The last day of a job; that of a job which goes on lies beyond all others.
CREATE TEMP MACRO final_day(written, slashes) AS
    CASE WHEN says_nothing(written)
              OR regexp_full_match(bare(written), '(?i:present|current|currently|now|today|ongoing|to date)')
         THEN DATE '2200-01-01'
         ELSE coalesce(slashed_day(bare(written), slashes), other_day(bare(written)),
                       last_day(month_of(bare(written)))) END;

-- 2 a bachelor's degree or more, 1 less, 0 not stated or not understood. Figures from 9 to 25 are years of school.
CREATE TEMP MACRO level_of(words) AS
    CASE WHEN words IS NULL THEN 0
         WHEN regexp_full_match(words, '\d{1,2}([.]0)?')
         THEN CASE WHEN CAST(words AS DOUBLE) BETWEEN 16 AND 25 THEN 2
                   WHEN CAST(words AS DOUBLE) BETWEEN 9 AND 15 THEN 1 ELSE 0 END
         WHEN regexp_matches(words, '\b(no|non|not|without|less than|below|under|sub)[- ]*(an? |any )?(four|4|bachelor|bacc?alaureate|ba\b|college|degree|university)')
         THEN 1
         WHEN regexp_matches(words, 'bachelor|bacc?alaureate|\b(b[.]?[as][.]?|bsc|bba|beng|master|masters|master''s|m[.]?[as][.]?|msc|mba|mph|msw|ph[.]?d[.]?|j[.]?d[.]?|m[.]?d[.]?|ed[.]?d|doctor|doctoral|doctorate|postgraduate|professional degree|professional school|advanced degree|(four|4)[- ]year|college (graduate|degree|diploma)|(post|under)[- ]?graduate degree)(\b|$| )')
         THEN 2
         WHEN regexp_matches(words, 'high ?school|secondary|some college|associate|\b(a[.]?[as][.]?|aas|hs|h[.]s[.]|ged|hsd|hse|grade|less than|none|no (formal|education|schooling)|primary|elementary|vocational|technical|trade|apprentice|certificat|certification|licen[cs]e|(two|2)[- ]year|diploma)|non-?ba\b')
         THEN 1
         WHEN regexp_matches(words, '\bgraduate\b') THEN 2
         ELSE 0 END;

CREATE TEMP MACRO education_level(written) AS level_of(lower(bare(written)));
