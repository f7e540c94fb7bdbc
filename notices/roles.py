"""Who may do what: the one table of roles, applied to the database after every migrate."""

WRITING = (
    "view_notice add_notice change_notice delete_notice import_notice confirm_contact waive_problem "
    "view_livefinding "
    "submit_notice comment_notice keep_sheet_notice "
    + " ".join(
        f"{action}_{part}"
        for part in ("section", "attachment", "figure", "relation", "noticeissuer")
        for action in ("view", "add", "change", "delete")
    )
).split()
# Who corrects an import guards a name in it, too.
WRITING_WORDS = ["view_keptword", "add_keptword", "change_keptword", "view_lexiconword"]
READING = [name for name in WRITING if name.startswith("view_")]
RELEASING = [
    "publish_notice",
    "urgent_publish_notice",
    "schedule_notice",
    "move_in_notice",
    "withdraw_notice",
    "seal_notice",
    "restore_notice",
    "pin_notice",
]
# What a reader of a text says of it before it goes out.
REVIEWING = ["comment_notice", "review_secrecy_notice", "keep_sheet_notice"]
OLD_ADDRESSES = [f"{action}_oldaddress" for action in ("view", "add", "change", "delete")]
VOCABULARY = [
    f"{action}_{table}"
    for table in (
        "issuer",
        "topic",
        "kind",
        "holiday",
        "keptword",
        "readingsetting",
        "deskrule",
        "checksetting",
        "lexiconword",
    )
    for action in ("view", "add", "change", "delete")
] + [
    f"{action}_{table}"
    for table in ("desksetting", "linksetting")
    for action in ("view", "add", "change")
]
SITE = [
    f"{action}_{table}"
    for table in ("siteidentity", "footerlink", "page", "traditionalword")
    + ("surveyquestion", "surveychoice")
    for action in ("view", "add", "change", "delete")
] + ["view_surveyanswer", "delete_surveyanswer"]

# Posts nobody holds together: who keeps accounts or reads the log does not handle texts (等保 2.0).
HANDLING = {"editor", "reviewer", "publisher"}
APART = {"security": HANDLING, "auditor": HANDLING | {"admin", "security"}}


def conflict(roles: set[str]) -> tuple[str, str] | None:
    """Two of the roles that one person may not hold together; None where all may be."""
    for role in sorted(roles & APART.keys()):
        for other in sorted(roles & APART[role]):
            return role, other
    return None


# role: (中文, permissions by application)
ROLES = {
    "editor": ("起草", {"notices": [*WRITING, *WRITING_WORDS, "restore_notice"]}),
    "reviewer": (
        "审核",
        {
            "notices": [
                *READING,
                *REVIEWING,
                "approve_notice",
                "confirm_contact",
                "accept_difference",
                "waive_problem",
            ]
        },
    ),
    "publisher": (
        "发布",
        {
            "notices": [
                *READING,
                *REVIEWING,
                *RELEASING,
                *OLD_ADDRESSES,
                "confirm_contact",
                "accept_difference",
                "waive_problem",
            ]
        },
    ),
    "admin": (
        "系统管理员",
        {"notices": [*READING, *VOCABULARY, "view_oldaddress"], "site_config": SITE},
    ),
    "security": (
        "安全保密管理员",
        {"notices": ["view_event", "view_user", "add_user", "change_user"], "auth": ["view_group"]},
    ),
    "auditor": ("安全审计员", {"notices": ["view_event", "view_user"], "auth": ["view_group"]}),
}
