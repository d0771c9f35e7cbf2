package vn.phusong.alert;

/** Wakes somebody at a time; one alarm is enough, the earliest. Alert's thread only. */
final class Alarm {
    private final AlertFollower.Ground ground;
    private final Runnable woken;
    private long at = Long.MAX_VALUE;

    Alarm(AlertFollower.Ground ground, Runnable woken) {
        this.ground = ground;
        this.woken = woken;
    }

    /** @param then epoch milliseconds; Long.MAX_VALUE for never */
    void at(long then) {
        long now = ground.clock().millis();
        if (then < at || (at <= now && then < Long.MAX_VALUE)) {
            at = then;
            ground.thread().after(Math.max(1, then - now), () -> {
                if (at == then) {
                    at = Long.MAX_VALUE;
                }
                woken.run();
            });
        }
    }
}
