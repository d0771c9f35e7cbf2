package vn.phusong;

import java.util.List;

/** {@code settings}. */
final class PrintVerb implements Verb {
    @Override
    public String usage() {
        return SettingsVerb.USAGE;
    }

    @Override
    public int run(List<String> arguments, Ground ground) {
        return SettingsVerb.run(arguments, ground.home(), ground.environment(), ground.out(), ground.err());
    }
}
