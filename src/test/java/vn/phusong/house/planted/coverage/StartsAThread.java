package vn.phusong.house.planted.coverage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class StartsAThread {
    private StartsAThread() {}

    static ExecutorService worker() {
        return Executors.newSingleThreadExecutor();
    }
}
