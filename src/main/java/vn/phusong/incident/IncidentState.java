package vn.phusong.incident;

/** What last happened to an incident. A re-opened one is {@code OPENED} again under its own id. */
public enum IncidentState {
    OPENED,
    UPDATED,
    CLOSED;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
