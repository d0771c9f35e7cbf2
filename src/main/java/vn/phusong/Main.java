package vn.phusong;

/** The front door of the jar: prints what can be asked of it. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("usage: bin/phusong VERB [--help]");
    }
}
