package vn.phusong.reading;

/** Why a message or reading was refused: the closed list that metrics, quarantine and answers share. All of these are permanent. */
public enum RefusalReason {
    /** Not JSON, not CBOR, truncated, nested too deep, NaN, NUL bytes. */
    UNPARSABLE,
    NOT_UTF8,
    /** Over the packet, body or array limit. */
    TOO_LARGE,
    WRONG_TYPE,
    MISSING_FIELD,
    UNKNOWN_VALUE,
    OUT_OF_RANGE,
    /** A reading with no content that can be judged. */
    EMPTY,
    /** More than the allowed skew ahead of our clock. */
    TIME_IN_FUTURE,
    TIME_TOO_OLD,
    TIME_UNREADABLE,
    /** A SenML rule was broken (RFC 8428 §4). */
    SENML,
    UNKNOWN_DEVICE,
    /** The device exists but is not valid at that time, was revoked, or is of another kind than what it sent. */
    DEVICE_NOT_ALLOWED,
    /** A topic or a {@code dev} that names a device the session may not speak for. */
    OTHER_DEVICE,
    UNKNOWN_TOPIC,
    /** A copy a broker had kept for newcomers: said before, nobody knows when, so it must not count as of now. */
    RETAINED,
    /** Same device, time and kind as an earlier reading, other content: the first wins. */
    CONFLICT;

    /** The word in JSON, metrics and the quarantine table. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
