"""The tables of `notices`; import them from here."""

from .accepting.rows import AcceptedDifference
from .append_only import AppendOnly
from .arriving import Fingerprint, OldAddress, Same
from .checking.rows import CheckSetting, LexiconState, LexiconWord, Waiver
from .desk.delegating import Delegation, DelegationEnd
from .desk.periods import PublicityPeriod
from .desk.remarks import Comment, Suggestion
from .desk.rows import (
    Approval,
    LateReview,
    Receipt,
    ReleaseBasis,
    SecrecyReview,
    SignedSheet,
    Submission,
    SubmissionEnd,
)
from .desk.setting import DeskRule, DeskSetting
from .edition import Edition, EditionFile, EditionPayload, EditionRelation, Release
from .event import ChainHead, Event
from .generation import Generation, PublicSetting
from .listing import Pin, Shelf, reached
from .notice import Notice
from .parts import (
    Attachment,
    ConfirmedContact,
    Figure,
    NoticeIssuer,
    Original,
    Relation,
    RelationType,
    Section,
)
from .searching import Passage, Rank, is_common, newest_with, ranked, with_words
from .stored_file import StoredFile, Variant
from .user import SavedFilter, User
from .viewing import CopyLeaf, CopyPicture, ReadingCopy
from .vocabulary import Holiday, Issuer, KeptWord, Kind, ReadingSetting, Topic
from .withdrawal import Erasure, Sealing, Withdrawal, WithdrawalUndoing

__all__ = [
    "AcceptedDifference",
    "AppendOnly",
    "Approval",
    "Attachment",
    "ChainHead",
    "CheckSetting",
    "Comment",
    "ConfirmedContact",
    "CopyLeaf",
    "CopyPicture",
    "Delegation",
    "DelegationEnd",
    "DeskRule",
    "DeskSetting",
    "Edition",
    "EditionFile",
    "EditionPayload",
    "EditionRelation",
    "Erasure",
    "Event",
    "Figure",
    "Fingerprint",
    "Generation",
    "Holiday",
    "Issuer",
    "KeptWord",
    "Kind",
    "LateReview",
    "LexiconState",
    "LexiconWord",
    "Notice",
    "NoticeIssuer",
    "OldAddress",
    "Original",
    "Passage",
    "Pin",
    "PublicSetting",
    "PublicityPeriod",
    "Rank",
    "ReadingCopy",
    "ReadingSetting",
    "Receipt",
    "Relation",
    "RelationType",
    "Release",
    "ReleaseBasis",
    "Same",
    "SavedFilter",
    "Sealing",
    "SecrecyReview",
    "Section",
    "Shelf",
    "SignedSheet",
    "StoredFile",
    "Submission",
    "SubmissionEnd",
    "Suggestion",
    "Topic",
    "User",
    "Variant",
    "Waiver",
    "Withdrawal",
    "WithdrawalUndoing",
    "is_common",
    "newest_with",
    "ranked",
    "reached",
    "with_words",
]
