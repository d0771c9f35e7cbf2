package vn.phusong.coverage;

/**
 * What one sample is evidence of by itself: before the level of the sample before it (hysteresis) and the last test are known, so that it can be judged
 * again between others. {@code BAD_…} is bad whatever the level; the level still decides what a level between the gates becomes in the next sample.
 */
enum Finding {
    LOW(0),
    BETWEEN(1),
    HIGH(2),
    BAD_LOW(3),
    BAD_BETWEEN(4),
    BAD_HIGH(5),
    NO_SERVICE(6),
    INVALID(7);

    private static final Finding[] BY_CODE = values();

    /** Three bits, as kept. */
    final int code;

    Finding(int code) {
        this.code = code;
    }

    static Finding of(int code) {
        return BY_CODE[code];
    }

    /** The same level, but bad for another reason. */
    Finding bad() {
        return switch (this) {
            case LOW, BAD_LOW -> BAD_LOW;
            case BETWEEN, BAD_BETWEEN -> BAD_BETWEEN;
            case HIGH, BAD_HIGH -> BAD_HIGH;
            case NO_SERVICE -> NO_SERVICE;
            case INVALID -> INVALID;
        };
    }

    /** Whether the level lies between the gates: good if the one before was. */
    boolean isBetween() {
        return this == BETWEEN || this == BAD_BETWEEN;
    }

    /** Whether the level is good whatever came before. */
    boolean isHigh() {
        return this == HIGH || this == BAD_HIGH;
    }

    /** By the radio alone; a failed test makes a good one bad. */
    SampleClass judged(boolean levelGood) {
        return switch (this) {
            case LOW, BETWEEN, HIGH -> levelGood ? SampleClass.GOOD : SampleClass.BAD;
            case BAD_LOW, BAD_BETWEEN, BAD_HIGH -> SampleClass.BAD;
            case NO_SERVICE -> SampleClass.NO_SERVICE;
            case INVALID -> SampleClass.INVALID;
        };
    }
}
