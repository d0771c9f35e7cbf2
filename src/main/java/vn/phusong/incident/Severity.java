package vn.phusong.incident;

/** How bad: by duration, operators and households (domain.md §7.4, §7.8). */
public enum Severity {
    WARNING("cảnh báo"),
    MAJOR("nghiêm trọng"),
    CRITICAL("khẩn cấp");

    private final String vi;

    Severity(String vi) {
        this.vi = vi;
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String vi() {
        return vi;
    }
}
