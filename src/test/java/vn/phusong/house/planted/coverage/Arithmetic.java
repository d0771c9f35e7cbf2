package vn.phusong.house.planted.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Planted: what a core room is made of; it must not be caught. */
record Arithmetic(List<Instant> seen, int[][] counts) {
    enum Standing {
        UP,
        DOWN
    }

    Standing standing(Duration silence) {
        return switch (counts.length > silence.toMinutes() ? Standing.UP : Standing.DOWN) {
            case UP -> Standing.UP;
            case DOWN -> Standing.DOWN;
        };
    }
}
