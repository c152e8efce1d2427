import json
from urllib.request import urlopen

# Every meeting that was held, page by page: when it began and what it was called.
address = "https://rabat.example/api/v1/meetings/?status=held&page_size=100"
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for meeting in page["results"]:
        print(meeting["start_date"], meeting["title"]["en"])
    address = page["next"]
