package vn.phusong.house;

/** One untidy line: where it is, what stands there, and what to do instead. */
record Sin(String file, int line, String what, String instead) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + what + ": " + instead;
    }
}
