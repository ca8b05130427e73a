"""Capture tables as their authors printed them: for each set of lists a 0 or 1, and how many persons."""

from accounted.core.capture import CaptureTable

TABLES: dict[str, tuple[str, str]] = {
    # Ball, Betts, Scheuren, Dudukovich, Asher (2002), Killings and Refugee Flow in Kosovo, March-June 1999
    "kosovo": (
        "EXH ABA OSCE HRW",
        "1111:27 1110:181 1101:18 1100:177 1011:42 1010:228 1001:106 1000:1131 0111:32 0110:217 0101:31 "
        "0100:845 0011:123 0010:936 0001:306 ",
    ),
    # Ball, Shin, Yang (2018), as printed by Silverman, Chan, Vincent (2024), Table 3
    "korea_palembang": (
        "b c d",
        "111:12 110:54 101:6 100:5 010:5 001:41 ",
    ),
    # Silverman (2014), Modern Slavery: an application of Multiple Systems Estimation, Home Office
    "uk": (
        "LA NG PF GO GP NCA",
        "111100:1 111000:1 110100:1 110000:15 101000:19 100100:3 100000:54 011100:4 011001:3 011000:56 "
        "010100:19 010010:1 010001:3 010000:463 001101:1 001100:69 001010:10 001001:31 001000:907 000110:8 "
        "000101:6 000100:695 000011:1 000010:316 000001:57 ",
    ),
    # the same with two lists taken as one: Bales, Hesketh, Silverman (2015), Significance 12(3)
    "uk5": (
        "LA NG PFNCA GO GP",
        "11110:1 11100:1 11010:1 11000:15 10100:19 10010:3 10000:54 01110:4 01100:62 01010:19 01001:1 "
        "01000:463 00110:76 00101:11 00100:995 00011:8 00010:695 00001:316 ",
    ),
    # Bales, Murphy, Silverman (2020), Journal of Human Trafficking 6:375; 185 persons
    "neworleans_185": (
        "A B C D E F G H",
        "10100010:1 10100000:1 10011000:1 10010000:2 10001000:1 10000000:25 01000100:1 01000000:5 00110000:1 "
        "00101000:1 00100010:1 00100000:70 00011000:2 00010000:33 00001001:1 00001000:6 00000100:6 00000010:6 "
        "00000001:21 ",
    ),
    # the same with four lists taken as one
    "neworleans5_185": (
        "A BEFG C D H",
        "11100:1 11010:1 11000:1 10100:1 10010:2 10000:25 01100:2 01010:2 01001:1 01000:24 00110:1 00100:70 "
        "00010:33 00001:21 ",
    ),
    # the table with 186 persons that Silverman, Chan, Vincent (2024) use
    "neworleans_186": (
        "A B C D E F G H",
        "10100010:1 10100000:1 10011000:1 10010000:2 10001000:1 10000000:25 01000100:1 01000000:5 00110000:2 "
        "00101000:1 00100010:1 00100000:70 00011000:2 00010000:33 00001001:1 00001000:6 00000100:6 00000010:6 "
        "00000001:21 ",
    ),
    # the same with four lists taken as one
    "neworleans5_186": (
        "A BEFG C D H",
        "11100:1 11010:1 11000:1 10100:1 10010:2 10000:25 01100:2 01010:2 01001:1 01000:24 00110:2 00100:70 "
        "00010:33 00001:21 ",
    ),
    # Farrell, Dank and others (2019), NIJ 2015-VF-GX-0105
    "western_us": (
        "A B C D E",
        "10101:1 10100:4 10010:2 10001:5 10000:52 01110:1 01100:6 01010:1 01000:90 00100:114 00011:3 00010:45 "
        "00001:21 ",
    ),
    # Silverman (2020), JRSS A 183:691, Table 2, with two lists taken as one
    "netherlands5": (
        "IO K P R Z",
        "11000:1 10110:2 10101:11 10100:81 10010:5 10001:73 10000:756 01100:44 01001:4 01000:1299 00111:1 "
        "00110:82 00101:125 00100:4466 00011:2 00010:650 00001:632 ",
    ),
    # Abeni, Brancato, Perucci (1994), Epidemiology 5:410
    "hiv_rome": (
        "c1 c2 c3 c4",
        "1110:3 1101:1 1100:33 1010:20 1001:6 1000:403 0111:3 0110:35 0101:10 0100:545 0011:11 0010:621 0001:205 ",
    ),
    # Jamaluddine, Abukmail, Aly, Campbell, Checchi (2025), Lancet 405:469, without strata
    "gaza_traumatic": (
        "moh_hospital survey social_media",
        "111:197 110:1929 101:1173 100:19048 011:351 010:5104 001:1469 ",
    ),
    # Chan, Silverman, Vincent (2021), Table 2
    "artificial3": (
        "A B C",
        "110:6 100:40 010:30 001:20 ",
    ),
    # Hook, Albright, Cross (1980), as printed by Madigan, York (1997), Biometrika 84:19
    "spina_bifida3": (
        "A B C",
        "111:12 110:142 101:112 100:247 011:4 010:49 001:60 ",
    ),
    # Madigan, York (1997), Biometrika 84:19, the example of five lists
    "massachusetts_anomaly5": (
        "A B C D E",
        "11111:2 11101:3 11011:8 11010:23 11001:5 11000:30 10111:2 10101:5 10100:3 10011:18 10010:34 10001:36 "
        "10000:83 01111:5 01110:3 01101:1 01100:2 01011:25 01010:37 01001:22 01000:97 00111:1 00110:1 00101:4 "
        "00100:4 00011:19 00010:37 00001:27 ",
    ),
    # Lyneham, Dowling, Bricknell (2019), AIC Statistical Bulletin 16
    "australia": (
        "A B C D",
        "1111:1 1110:6 1101:1 1100:3 1010:4 1001:1 1000:34 0111:15 0110:36 0101:2 0100:13 0010:198 0001:100 ",
    ),
}


def published(name: str) -> CaptureTable:
    """Takes the name of a published table, gives it."""
    lists, cells = TABLES[name]
    pairs = [cell.split(":") for cell in cells.split()]
    return CaptureTable.from_patterns([p for p, _ in pairs], [int(n) for _, n in pairs], lists=lists.split())
