"""Tables of the record that go out to spreadsheets and come back, checked before they change it."""
