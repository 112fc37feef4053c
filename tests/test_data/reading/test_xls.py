"""Old Excel workbooks, read like new ones."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.intake.reading.biffcells import cells_in
from data.intake.reading.olefiles import workbook_stream
from data.intake.reading.rawfile import open_file

# A workbook of our own, saved as .xls by LibreOffice: merged headings, dates, an error, a note, three sheets.
CLAIMS = (
    "c-rk*TWnNC82-;?PtUg7c3UVyfx4nVp%+_FC^uUupcn~_pzzQ{w!2$c=<YV#)>z|Z5qT3Y!NeC5L&7acs>VbgG)m)(4-"
    "$PLQKL!0U^I|eiNuiDuHXNk*>bvWO}7verL+CcocZVW&wraa)33iO8#?xW<weR$YsjF{w3jRwO#_ND1wWClXrt+LIzvuRr~gzMQ9"
    "0|-"
    "g#J7L>%0K40WVOfbnH|4bo&3K$0>ndF9m25#gQkepYlnwU@`9TCevqhlI<p&rstpf{2aeIjvK%~`9H^f_Wxp_1Soa304f8@ff>L|"
    "ph9ed=q_M3FbAjv<^uD8`9KwLHxK~s0TuxF0`~z6fknV#pc+^LECp(STA&W72kr+NfJR^$upD>*co0~j*4U(S#u~h@Rpp0}H&4eh"
    "NnRUTv^?~2@t3S}(fvhO#CztT*u^EFox0gJT7zAoz`vC?2oFJxc{m3nU8h;FRULME6weZRS86_y=Q^=Kq!tP^DXZS4w+R1-"
    "<+(tfC3tG|k@WdaD2=ei@5Rzz7e~;jKx?HSby1W$5DTMdQAuC0kG&`@*h94SQp2rorMAlS(Q)>(ha>SwGT2pRdg%nqxuL#cVU<}%"
    "C)wfpk=pBGvG%%fxXPSOr`Xfn#P-16y{lufDzlJIv-"
    "e7ANPO`)T~7yGet#~&bY?~9zfX>?=SinKj(!}n%O&R;r~Pm?eaQs$+6m}OC!l+C(#QCz&ZeJm=w>$k<OK9n6VQ45YA3vpqo4j;`y"
    ")CEDN1whPZ^Szr7X$IQ>NrIQU#LFOnK6~#WxSZQ>!f}8nt!>qp_Yt*ms7!;z6`2*4^9BO_D`UlkJgEA|8GP^J@4FYBoT$<FH0oXd"
    "iD>!yUqoH7pYGIUE`anrjo(T(sp>G|XY;GXw{l4rrL&KBu+d*+Nyn`JJuM#$YzKI{OdohJVt4Y>TB%ox^z`8V_s@_G2}ziN1KRyh"
    "sIJ+7dmzkuWCQ8i~VmcP3(yI7;DQKN#E)?dU+(7Tq5yBW*MFA!PL8s20a|9K<sWQO^s+KuJ=B<_Eyh_C#MY6j>bz273CEPe=MOR!"
    "<^?LG~p&dJt$D8|xYy8XNg-xxA$@Rw?cDI9q$jt^jVDafQlt-"
    "v6C_!ar`G@Ih!{48T#fOa$nMsOnnhUAeTPviT{Yr|9O03)vc|Ry%;2L363}sFCMO(l&E`I4HE2<+%v`_jGdlsd=&My?SiipPQGs-"
    "j5;Hd%+cnG3c1BR-"
    "5g!4i4@fYR=>uJ%JjVo|k2lHei>km6nL=3#B)oglyd}<9INRv$2#4&B#GBbI?3FXjTqdK@OT%@t>iMfG_67QOl>`o$D*)XG*Ohwc"
    "NoeajlrOZlPqL<j_s%%usYw`Y_!@+fs22r(~ey87pxgOO<$4rE)@iLFW?pyM}Gafc!k@H!I`+%}%|E)8L~6y7aZAFYAk2ThjOQ>("
    "%YAU2AKxa9XrvUR}<7nNzAk>kCzL6H({vnKNg0Brmt{a4fhva!9pMQy{}>B7#h3o#t!Yw*bRb(yKo<;qRMf3kT5xSrlcC4w4F}O5"
    ";C+2looEYz>#u)sTTTk&F{+43V)xSE-"
    "G89)85}fMHvO5EdpRJ=`Ec!IbcWs6Fh@aVFQPQ2KEnmij|_IelnlI9n?g&8KHabD0T{_8|W3vE2h{neTu*$#2Iew?+bPjo4Gri0#"
    "q{O=~0{jd+v*oJi`tkB@R%4w{)o8xgs&#)?z~BJoV0Drr(ztm2U-b+g7I7uS`jI#cQ@vn-^+Z6UrXScvcTT1Y-g!&j_P=-"
    "dJLZQY5xPSs}q=H40&B@;b~&fdVLXF`##z^avXJAxgNuC9m}-iByrXVb0RJ!p=4r<_L9B-"
    "WK<TpBv`_O%<^_WIv>!={?WAAHL?c}{r@*EgyAi54Zd$J9N=E_GKCR`(U%$_9TKaqb>;b$8I>nlJl3_3Pl(^UwaEx!?2QpDFr<^B"
    "0cR&-"
    "EX93;fsK7}&@jkwt4)_avEPsNcnFn>vn?x+}@7Sywz}j;*}r_1)c1Mv^_zM11^O*~%K1)i)sJl>hC#{}cYRY%o_JL;e4N(@r_S?#"
    "I_Q^RYi~`zgn2b#-@@&f{L~&EkxmwPM~FY-AgF*f*v54c8sqWcsWGwv5^NHXQ6DQ}&-i%%AW5-"
    "zs%i=S1l3__T=O7ZlxZffaO$PMFe5QTgPUI903pJ$cA~HE?!p{*9O+Bs@gK0`udiX$tFK=bHaczyJLUB%5)&"
)


def whole_claims() -> bytes:
    """Return the workbook."""
    return zlib.decompress(base64.b85decode(CLAIMS))


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.xls"
    path.write_bytes(whole_claims())
    return path


def test_cells_become_text_as_in_a_new_workbook(read, claims: Path) -> None:  # type: ignore[no-untyped-def]
    found = read(claims)
    assert found.names == ("County", "Claims – Men", "Claims – Women", "Posted day")
    assert found.rows == [
        (6, "Bibb", "1276", "0.125", "2020-04-01", None),
        (7, "Pike", "67.79", "#N/A", "2020-04-01 15:30:00", None),
        (8, "Fulton\nand “more”", "TRUE", "09:05:00", "2", None),
    ]
    assert (found.table.title, found.table.headings, found.table.blank, found.table.footer) == (1, 2, 3, 1)
    assert found.finding("error-cells").where == "column Claims – Women; line 7"
    assert "date-cells" in found.codes


def test_all_sheets_are_there_and_gaps_are_kept(read, claims: Path) -> None:  # type: ignore[no-untyped-def]
    with open_file(claims) as raw:
        assert [sheet.name for sheet in raw.sheets] == ["Claims", "Empty", "Second"]
        preview = raw.preview("Claims")
    assert preview.lines == tuple(range(1, 11))
    assert preview.guess.last_row == 5
    assert read(claims, "Empty").table.read == 0
    assert read(claims, "Second").lines == [2, 5]


@pytest.mark.parametrize("name", ["claims.xlsx", "claims.csv", "claims.ods", "claims"])
def test_its_name_does_not_matter(name: str, read, claims: Path) -> None:  # type: ignore[no-untyped-def]
    assert read(claims.rename(claims.with_name(name))).names[0] == "County"


def test_a_damaged_one_is_refused_in_words(claims: Path) -> None:
    whole = claims.read_bytes()
    for raw in (
        whole[:600],
        whole[:64] + b"\xff" * 400,
        whole.replace(b"W\0o\0r\0k\0b\0o\0o\0k\0", b"N" * 16),
    ):
        claims.write_bytes(raw)
        with pytest.raises(IntakeError, match="damaged"):
            open_file(claims)


def test_a_locked_one_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(IntakeError, match="locked with a password"):
        open_file(path)


def test_cells_beyond_the_format_are_refused(claims: Path) -> None:
    stream = workbook_stream(claims.read_bytes())
    assert stream is not None
    assert cells_in(stream) is not None
    for kind, body in (
        (0x0203, struct.pack("<HHHd", 65535, 65535, 0, 1.0)),
        (0x00BD, bytes(10) + b"\xff\xff"),
    ):
        assert cells_in(stream + struct.pack("<HH", kind, len(body)) + body) is None


def test_what_could_exhaust_or_stop_calamine_is_refused_in_words(claims: Path) -> None:
    whole = claims.read_bytes()
    dimensions = whole.index(struct.pack("<HHI", 0x0200, 14, 1))
    texts = whole.index(struct.pack("<HH", 0x00FC, whole[whole.index(b"\xfc\0") + 2]))
    for place, claimed in ((dimensions + 8, b"\xff\xff\xff\xe6"), (texts + 8, b"\xff\xff\xff\x7f")):
        raw = bytearray(whole)
        raw[place : place + 4] = claimed
        claims.write_bytes(raw)
        with pytest.raises(IntakeError, match="damaged"):
            open_file(claims)
