"""The API as a whole: addresses, paging, filtering, errors. The resources are the apps' own."""
