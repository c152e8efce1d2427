# The next meetings: title and first day, in English.
curl --silent --fail 'https://rabat.example/api/v1/meetings/?upcoming=true&fields=title,start_date&lang=en'

# All meetings of 2023 as a table, into a file.
curl --silent --fail --output meetings-2023.csv 'https://rabat.example/api/v1/meetings.csv?year=2023'

# The countries and organisations, but only if anything has changed since the last time.
curl --silent --fail --etag-save partners.etag --etag-compare partners.etag \
    --output partners.json 'https://rabat.example/api/v1/partners/?page_size=100'
