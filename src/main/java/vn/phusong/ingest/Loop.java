package vn.phusong.ingest;

/**
 * One thread and its time: where the watch loop runs. In the program a named thread; in a simulation of the whole program, a list that a seed walks
 * through.
 */
public interface Loop {
    /** Runs a task on the loop, after those before it. Any thread. */
    void run(Runnable task);

    /** Runs a task on the loop, not before {@code ms} milliseconds of real time. Any thread. */
    void after(long ms, Runnable task);

    /** Time that only goes forward, for spans; not the clock that readings are judged by. Any thread. */
    long nanos();
}
