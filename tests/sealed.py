"""The append-only tables, and raw SQL that would change them."""

from django.db import DatabaseError, connection, transaction

from notices.models import (
    Approval,
    Delegation,
    DelegationEnd,
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Erasure,
    Event,
    LateReview,
    Pin,
    PublicityPeriod,
    Receipt,
    Release,
    ReleaseBasis,
    Sealing,
    SecrecyReview,
    SignedSheet,
    Submission,
    SubmissionEnd,
    Withdrawal,
    WithdrawalUndoing,
)

TABLES = {
    Approval,
    Delegation,
    DelegationEnd,
    Edition,
    EditionFile,
    EditionPayload,
    EditionRelation,
    Erasure,
    Event,
    LateReview,
    Pin,
    PublicityPeriod,
    Receipt,
    Release,
    ReleaseBasis,
    Sealing,
    SecrecyReview,
    SignedSheet,
    Submission,
    SubmissionEnd,
    Withdrawal,
    WithdrawalUndoing,
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
