package vn.phusong;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import vn.phusong.simulate.SimulateCommand;
import vn.phusong.village.Registry;

/** {@code simulate}: only the simulated devices, against any address. */
final class SimulateVerb implements Verb {
    @Override
    public String usage() {
        return SimulateCommand.usage();
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure {
        SimulateCommand command;
        try {
            command = SimulateCommand.parse(arguments.toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.Misused(String.valueOf(e.getMessage()));
        }
        Vertx vertx = Vertx.vertx();
        try {
            Path folder = command.registryFolder();
            Registry registry = folder == null ? Registry.empty() : RegistryDesk.read(folder);
            return Waits.on(command.run(vertx, registry, ground.out()));
        } finally {
            Waits.on(vertx.close());
        }
    }
}
