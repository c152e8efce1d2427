"""What the floors ask a database, in its own language."""

LIST = """
    SELECT meeting.slug, meeting.title_en, meeting.start_date, meeting.end_date, meeting.status,
           type.name_en, city.name_en, partner.name_en
      FROM events_meeting meeting
      JOIN events_meetingtype type ON type.id = meeting.type_id
 LEFT JOIN events_city city ON city.id = meeting.city_id
 LEFT JOIN events_partner partner ON partner.id = meeting.country_id
     WHERE meeting.publication = 'published'
  ORDER BY meeting.start_date DESC, meeting.id DESC
     LIMIT 20
"""
OBJECTS = """
    SELECT copy.body
      FROM events_publiccopy copy
     WHERE copy.resource = 'meetings' AND copy.row_id IN (
           SELECT id FROM events_meeting WHERE publication = 'published'
         ORDER BY start_date DESC, id DESC LIMIT 20)
"""
WORD = "migration"  # which tens of thousands of generated meetings hold
SEARCH = {
    "sqlite": """
        SELECT title_en, text_en, key, date FROM events_searchentry
         WHERE id IN (SELECT rowid FROM events_searchentry_fts
                       WHERE events_searchentry_fts MATCH 'tokens : "migration"')
      ORDER BY rank, date DESC LIMIT 20""",
    "postgresql": """
        SELECT title_en, text_en, key, date FROM events_searchentry
         WHERE id IN (SELECT id FROM events_searchentry_fts WHERE tokens @@ 'migration'::tsquery)
      ORDER BY rank, date DESC LIMIT 20""",
}
