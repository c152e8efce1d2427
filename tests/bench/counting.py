"""How many queries an answer took, for those who ask with the header X-Count-Queries."""

from django.db import connection


def count_queries(get_response):
    def answer(request):
        if "HTTP_X_COUNT_QUERIES" not in request.META:
            return get_response(request)
        statements = []

        def count(execute, sql, params, many, context):
            statements.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response["X-Queries"] = str(len(statements))
        return response

    return answer
