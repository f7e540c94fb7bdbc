"""The tables of `notices`; import them from here."""

from .accepting.rows import AcceptedDifference
from .append_only import AppendOnly
from .arriving import Fingerprint, OldAddress, Same
from .checking.rows import CheckSetting, LexiconState, LexiconWord, Waiver
from .edition import Edition, EditionFile, EditionPayload, EditionRelation, Release
from .event import ChainHead, Event
from .generation import Generation, PublicSetting
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
from .searching import Passage, Rank, ranked, with_words
from .stored_file import StoredFile, Variant
from .user import SavedFilter, User
from .viewing import CopyLeaf, CopyPicture, ReadingCopy
from .vocabulary import Holiday, Issuer, KeptWord, Kind, ReadingSetting, Topic
from .withdrawal import Erasure, Sealing, Withdrawal, WithdrawalUndoing

__all__ = [
    "AcceptedDifference",
    "AppendOnly",
    "Attachment",
    "ChainHead",
    "CheckSetting",
    "ConfirmedContact",
    "CopyLeaf",
    "CopyPicture",
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
    "LexiconState",
    "LexiconWord",
    "Notice",
    "NoticeIssuer",
    "OldAddress",
    "Original",
    "Passage",
    "Rank",
    "PublicSetting",
    "ReadingCopy",
    "ReadingSetting",
    "Relation",
    "RelationType",
    "Release",
    "Same",
    "SavedFilter",
    "Sealing",
    "Section",
    "StoredFile",
    "Topic",
    "User",
    "Variant",
    "Waiver",
    "Withdrawal",
    "WithdrawalUndoing",
    "ranked",
    "with_words",
]
