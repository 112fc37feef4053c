-- One row per row of the file, as two whole numbers. Of a row that can be used:
--
--   person  salted hash of the person's number
--   job     education level (2 figures), first day, last day, occupation's code: 16 bits each from the left; days
--           since 1922, the code as its place among the known spellings
--
-- Of a row that is set aside: number of the trouble and the first 7 bytes of the text that stood in the way (never
-- the person's number); 127 and the next 7 bytes.
--
-- Names behind a dollar sign stand for expressions made of the columns of the file and their types. The quick way
-- to read a cell and the hard one are in different SELECTs: see `macros.sql`.
WITH written AS (
    SELECT ${person} AS person, ${start} AS first_written, ${end} AS last_written,
           ${soc} AS soc, ${title} AS title, ${education} AS education
    FROM ${source} AS source
),
quick AS (
    SELECT written.*, ${person_read} AS person_read, ${quick_first} AS quick_first, ${quick_last} AS quick_last,
           ${quick_code} AS quick_code
    FROM written ${join_codes}
),
hard AS (
    SELECT quick.*, hash(person_read, CAST(${salt} AS UBIGINT)) AS hashed, ${quick_level} AS quick_level,
           ${hard_first} AS hard_first, ${hard_last} AS hard_last,
           CASE WHEN quick_code IS NULL THEN soc END AS hard_soc,
           CASE WHEN ${quick_level} IS NULL THEN education END AS hard_education
    FROM quick ${join_levels}
),
numbered AS (
    SELECT hashed, ${person_given} AS given, ${first_day} - DATE '1922-01-01' AS first_day,
           ${last_day} - DATE '1922-01-01' AS last_day,
           CASE WHEN hard_soc IS NULL THEN quick_code
                ELSE enum_code(try_cast(plain_code(hard_soc) AS spelling)) END AS by_code,
           CASE WHEN quick_level IS NOT NULL THEN quick_level
                WHEN hard_education IS NOT NULL THEN education_level(hard_education) ELSE 0 END AS level,
           first_written, last_written, soc, title
    FROM hard
),
coded AS (
    SELECT numbered.*, ${code} AS code FROM numbered ${join_titles}
),
judged AS (
    SELECT *, CASE
        WHEN given AND first_day BETWEEN 0 AND ${latest} AND last_day >= first_day AND code < ${first_split} THEN 0
        WHEN NOT coalesce(given, false) THEN 1
        WHEN first_written IS NULL OR says_nothing(CAST(first_written AS VARCHAR)) THEN 2
        WHEN first_day IS NULL THEN 3
        WHEN first_day NOT BETWEEN 0 AND ${latest} THEN 4
        WHEN last_day IS NULL THEN 5
        WHEN last_day < first_day THEN 6
        WHEN code IS NOT NULL THEN 9
        WHEN NOT says_nothing(soc) THEN 8
        WHEN NOT says_nothing(title) THEN 10
        ELSE 7 END AS trouble
    FROM coded
),
told AS (
    SELECT *, CASE WHEN trouble > 0 THEN hex(CASE
        WHEN trouble IN (3, 4) THEN CAST(first_written AS VARCHAR)
        WHEN trouble IN (5, 6) THEN CAST(last_written AS VARCHAR)
        WHEN trouble IN (8, 9) THEN soc
        WHEN trouble = 10 THEN title ELSE '' END) END AS value
    FROM judged
)
SELECT CASE WHEN trouble = 0 THEN hashed
            ELSE CAST('0x' || format('{:02x}', trouble) || rpad(value[1:14], 14, '0') AS UBIGINT) END AS person,
       CASE WHEN trouble = 0
            THEN ((level * CAST(65536 AS BIGINT) + first_day) * 65536 + least(last_day, 65535)) * 65536 + code
            ELSE CAST('0x7f' || rpad(value[15:28], 14, '0') AS BIGINT) END AS job
FROM told
