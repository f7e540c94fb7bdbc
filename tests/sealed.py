"""The append-only tables, and raw SQL that would change them."""

from django.db import DatabaseError, connection, transaction

from notices import models

TABLES = {
    models.Approval,
    models.Delegation,
    models.DelegationEnd,
    models.Edition,
    models.EditionFile,
    models.EditionPayload,
    models.EditionRelation,
    models.Erasure,
    models.Event,
    models.LateReview,
    models.Pin,
    models.PublicityPeriod,
    models.Receipt,
    models.Release,
    models.ReleaseBasis,
    models.Sealing,
    models.SecrecyReview,
    models.SignedSheet,
    models.Submission,
    models.SubmissionEnd,
    models.Withdrawal,
    models.WithdrawalUndoing,
}


def refused(statement: str, params=()) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def rewritten(model, row, verb: str, end: str = "") -> tuple[str, list]:
    """An INSERT of the row as it is, with its own key."""
    fields = model._meta.fields
    columns = ", ".join(field.column for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return f"{verb} INTO {model._meta.db_table} ({columns}) VALUES ({marks}) {end}", values
