package vn.phusong.reading;

import java.util.function.Function;

/** A thing that happened to a device. {@code name} is the word on the wire; unknown words are kept and judged as nothing. */
public record DeviceEvent(EventKind what, String name) implements Content {
    private static final int FIRST_KIND = 1000;

    @Override
    public <T> T match(Function<Mobile, T> mobile, Function<Fibre, T> fibre, Function<DeviceEvent, T> event) {
        return event.apply(this);
    }

    @Override
    public int kind() {
        return FIRST_KIND + what.name().hashCode() + (what == EventKind.OTHER ? 31 * name.hashCode() : 0);
    }

    @Override
    public long fingerprint() {
        return new Fingerprint().add(what.name()).add(name).value();
    }
}
