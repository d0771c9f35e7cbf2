package vn.phusong;

import java.nio.file.Path;

/** Writes the journal a server would keep of the whole simulated province: {@code KeptProvince FOLDER HOURS}. For {@code bench/backtest}. */
public final class KeptProvince {
    private KeptProvince() {}

    public static void main(String... args) throws Exception {
        long begun = System.nanoTime();
        int hours = Integer.parseInt(args[1]);
        KeptWorld.write(Path.of(args[0]), Integer.MAX_VALUE, hours).close();
        System.out.printf("%d hours of the whole province kept in %.0f s%n", hours, (System.nanoTime() - begun) / 1e9);
    }
}
