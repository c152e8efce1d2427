"""Bad values for the small record, and what is said about each."""

SECOND = ("meetings.yaml", "second-date")
FIRST = ("meetings.yaml", "first-date")
MOROCCO, SENEGAL = ("partners.yaml", "MA"), ("partners.yaml", "SN")
PLAN = ("action_plans.yaml", "cadiz")
CHAIR = ("chairmanships.yaml", "morocco-2022")
CITY, INTENTION = ("cities.yaml", None), ("intentions.yaml", None)
PUBLICATION, SESSION = ("publications.yaml", "report"), ("sessions.yaml", None)
ADOPTION, REFERENCE = ("plan_adoptions.yaml", None), ("reference_countries.yaml", None)

# entry, the way to the value, the bad value, what is said about it
VALUES = [
    # Unknown and missing fields
    (SECOND, ["motto"], "Onwards", "second-date, field motto = 'Onwards': unknown field"),
    (
        SECOND,
        ["outcomes", 0, "colour"],
        "red",
        "second-date, outcomes 1, field colour = 'red': unknown field",
    ),
    (MOROCCO, ["anthem"], None, "MA, field anthem = 'None': unknown field"),
    (SECOND, ["title_en"], None, "second-date, field title_en = 'None': missing"),
    (SECOND, ["title_en"], "", "second-date, field title_en = '': missing"),
    (SECOND, ["start_date"], None, "second-date, field start_date = 'None': missing"),
    (PUBLICATION, ["slug"], None, "record 1, field slug = 'None': missing"),
    (PLAN, ["start_year"], None, "cadiz, field start_year = 'None': missing"),
    (MOROCCO, ["code"], None, "record 1, field code = 'None': missing"),
    # Wrong types
    (
        SECOND,
        ["title_en"],
        2023,
        "second-date, field title_en = '2023': a text is expected; put it in quotes",
    ),
    (
        SECOND,
        ["participants_total"],
        "many",
        "second-date, field participants_total = 'many': a whole number is expected",
    ),
    (
        SECOND,
        ["participants_total"],
        True,
        "second-date, field participants_total = 'True': a whole number is expected",
    ),
    (
        SECOND,
        ["participants_total"],
        1.5,
        "second-date, field participants_total = '1.5': a whole number is expected",
    ),
    (
        SECOND,
        ["participants_total"],
        -1,
        "second-date, field participants_total = '-1': a number from 0 to 32767 is expected",
    ),
    (
        SECOND,
        ["participants_total"],
        32768,
        "second-date, field participants_total = '32768': a number from 0 to 32767 is expected",
    ),
    (
        MOROCCO,
        ["steering_committee"],
        "yes",
        "MA, field steering_committee = 'yes': true or false is expected",
    ),
    (SECOND, ["hosts"], "MA", "second-date, field hosts = 'MA': a list is expected"),
    (
        SECOND,
        ["outcomes"],
        {"kind": "x"},
        "second-date, field outcomes = \"{'kind': 'x'}\": a list is expected",
    ),
    (SECOND, ["outcomes", 0], "20", "second-date, outcomes 1: a mapping is expected, not '20'"),
    (
        SECOND,
        ["delegation_format"],
        "1+1",
        "second-date, delegation_format: a mapping is expected, not '1+1'",
    ),
    (
        SECOND,
        ["sources"],
        [7],
        "second-date, field sources = '7': a list of one-line texts is expected",
    ),
    (
        SECOND,
        ["sources"],
        ["a\nb"],
        "second-date, field sources = 'a\\nb': a list of one-line texts is expected",
    ),
    (
        SECOND,
        ["title_en"],
        "Meet\0ing",
        "second-date, field title_en = 'Meet\\x00ing': a text holds no NUL character",
    ),
    (
        PLAN,
        ["actions", 1, "number"],
        1,
        "cadiz, actions 2, field number = '1': occurs twice",
    ),
    (
        SECOND,
        ["part_of"],
        ["first-date"],
        "second-date, field part_of = \"['first-date']\": there is no such record",
    ),
    (
        SECOND,
        ["follow_up_of"],
        True,
        "second-date, field follow_up_of = 'True': a list is expected",
    ),
    (
        MOROCCO,
        ["code"],
        ["MA"],
        "['MA'], field code = \"['MA']\": a text is expected; put it in quotes",
    ),
    (
        REFERENCE,
        ["countries"],
        [["SN"]],
        "cadiz, field countries = \"['SN']\": there is no such partner",
    ),
    # Dates and times
    (
        SECOND,
        ["start_date"],
        "2023-06-31",
        "second-date, field start_date = '2023-06-31': a date YYYY-MM-DD is expected",
    ),
    (
        SECOND,
        ["start_date"],
        "2023-02-29",
        "second-date, field start_date = '2023-02-29': a date YYYY-MM-DD is expected",
    ),
    (
        SECOND,
        ["start_date"],
        "25 June 2023",
        "second-date, field start_date = '25 June 2023': a date YYYY-MM-DD is expected",
    ),
    (
        SECOND,
        ["end_date"],
        "2023-06-24",
        "second-date, field end_date = '2023-06-24': The last day is before the first.",
    ),
    (
        SECOND,
        ["time"],
        "2 pm",
        "second-date, field time = '2 pm': a time such as 14:00 or 14:00-15:00 is expected",
    ),
    (
        SECOND,
        ["timezone"],
        "Rabat",
        "second-date, field timezone = 'Rabat': not a time zone",
    ),
    (
        PUBLICATION,
        ["date"],
        "July 2023",
        "report, field date = 'July 2023': a date YYYY, YYYY-MM or YYYY-MM-DD is expected",
    ),
    (PUBLICATION, ["date"], "2023-13", "report, field date = '2023-13': not a real date"),
    (
        PUBLICATION,
        ["date_precision"],
        "day",
        "report, field date_precision = 'day': the date has the precision month",
    ),
    # Unknown codes and choices
    (SECOND, ["hosts"], ["MA", "XX"], "second-date, field hosts = 'XX': there is no such record"),
    (SECOND, ["city"], "Fez", "second-date, field city = 'Fez': there is no such record"),
    (SECOND, ["country"], "SN", "second-date, field country = 'SN': Rabat lies elsewhere"),
    (SECOND, ["part_of"], "none", "second-date, field part_of = 'none': there is no such record"),
    (
        SECOND,
        ["follow_up_of"],
        ["none"],
        "second-date, field follow_up_of = 'none': there is no such record",
    ),
    (
        SECOND,
        ["organisations_present"],
        ["ICMPD"],
        "second-date, field organisations_present = 'ICMPD': there is no such record",
    ),
    (SECOND, ["kind"], "party", "second-date, field kind = 'party': there is no such record"),
    (
        SECOND,
        ["outcomes", 0, "kind"],
        "hopes",
        "second-date, outcomes 1, field kind = 'hopes': there is no such record",
    ),
    (
        SECOND,
        ["action_plan_links", 0, "plan"],
        "atlantis",
        "second-date, action_plan_links 1, field plan = 'atlantis': there is no such record",
    ),
    (
        SECOND,
        ["action_plan_links", 0, "actions"],
        [2, 99],
        "second-date, action_plan_links 1, field actions = '99': there is no such record",
    ),
    (
        SECOND,
        ["status"],
        "maybe",
        "second-date, field status = 'maybe': not one of planned, postponed, cancelled, held",
    ),
    (
        SECOND,
        ["status"],
        ["held"],
        "second-date, field status = \"['held']\": not one of planned, postponed, cancelled, held",
    ),
    (
        SECOND,
        ["action_plan_links", 0, "mapping"],
        "guessed",
        "second-date, action_plan_links 1, field mapping = 'guessed': not one of stated, inferred",
    ),
    (CITY, ["country"], "XX", "Rabat, field country = 'XX': there is no such record"),
    (
        CITY,
        ["latitude"],
        "north",
        "Rabat, field latitude = 'north': degrees are expected, such as '14.69'",
    ),
    (CHAIR, ["country"], "XX", "morocco-2022, field country = 'XX': there is no such record"),
    (MOROCCO, ["status"], "friend", "MA, field status = 'friend': there is no such record"),
    (REFERENCE, ["area"], 9, "cadiz, field area = '9': there is no such record"),
    (REFERENCE, ["countries"], ["XX"], "cadiz, field countries = 'XX': there is no such partner"),
    (ADOPTION, ["plan"], "atlantis", "atlantis, field plan = 'atlantis': there is no such record"),
    (INTENTION, ["meeting"], "none", "none, field meeting = 'none': there is no such record"),
    (
        INTENTION,
        ["fulfilled_by"],
        "none",
        "second-date, field fulfilled_by = 'none': there is no such record",
    ),
    (PUBLICATION, ["meeting"], "none", "report, field meeting = 'none': there is no such record"),
    (PUBLICATION, ["kind"], "opera", "report, field kind = 'opera': there is no such record"),
    (
        PLAN,
        ["objectives", 0, "area"],
        7,
        "cadiz, objectives 1, field area = '7': there is no such record",
    ),
    (
        PLAN,
        ["actions", 0, "objective"],
        7,
        "cadiz, actions 1, field objective = '7': there is no such record",
    ),
    (
        PLAN,
        ["first_level"],
        "chapter",
        "cadiz, field first_level = 'chapter': not one of area, domain, pillar",
    ),
    # What the models refuse
    (
        SECOND,
        ["title_en"],
        "x" * 251,
        f"second-date, field title_en = {'x' * 120!r}: Ensure this value has at most 250 "
        "characters (it has 251).",
    ),
    (
        PUBLICATION,
        ["url"],
        "not an address",
        "report, field url = 'not an address': Enter a valid URL.",
    ),
    (
        PLAN,
        ["end_year"],
        2022,
        "cadiz: The last year is before the first.",
    ),
    (
        MOROCCO,
        ["region"],
        None,
        "MA: A country has a two-letter code and a region.",
    ),
    (
        CHAIR,
        ["end_date"],
        "2022-12-01",
        "morocco-2022: The end is before the start.",
    ),
    (
        INTENTION,
        ["due_precision"],
        None,
        "second-date: The due date and its precision contradict each other.",
    ),
]
