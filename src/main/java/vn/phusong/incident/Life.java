package vn.phusong.incident;

import org.jspecify.annotations.Nullable;

/** Where the newest revision of an incident is kept. */
interface Life {
    @Nullable
    Incident newest();

    /** Takes in what a person made of the newest. */
    void revise(Incident next);
}
