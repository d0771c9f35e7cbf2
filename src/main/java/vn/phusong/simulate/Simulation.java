package vn.phusong.simulate;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Function;
import vn.phusong.village.Registry;

/**
 * A running simulated province. Time is the clock's: who moves the clock faster moves the province faster; connections, keep-alive and retries stay in real
 * time. A clock that steps back is waited for.
 */
public final class Simulation {
    /** A world that missed more than this (a machine asleep) goes on from here instead of telling it all at once. */
    private static final long MOST_CATCH_UP_MS = 3_600_000;

    private final Vertx vertx;
    private final Wheel wheel;
    private String deployment = "";

    private Simulation(Vertx vertx, Wheel wheel) {
        this.vertx = vertx;
        this.wheel = wheel;
    }

    /**
     * Builds the province from what holds in the registry now and starts its devices. The future ends when they have begun to connect; it fails if no device has a secret or the truth file cannot
     * be written.
     *
     * @param secrets gives a device's secret, "" for a device that is to stay out
     */
    public static Future<Simulation> start(
            Vertx vertx,
            SimulationPlan plan,
            Registry registry,
            Function<String, String> secrets,
            InstantSource clock) {
        Callable<Wheel> build = () -> {
            World world = new World(registry, plan.seed(), clock.millis(), 0, plan.mix());
            Fleet fleet = new Fleet(
                    vertx, plan.address(), plan.limits(), world.province().links(), secrets, link -> {});
            if (fleet.counts().devices() == 0) {
                throw new IllegalStateException("no device of the registry has a secret: nobody could log in");
            }
            return new Wheel(world, fleet, TruthLog.to(plan.truth()), clock);
        };
        return vertx.executeBlocking(build).compose(wheel -> {
            Simulation simulation = new Simulation(vertx, wheel);
            return vertx.deployVerticle(wheel).map(id -> {
                simulation.deployment = id;
                return simulation;
            });
        });
    }

    /** Says goodbye for every device. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    /** Any thread. */
    public SimulationCounts counts() {
        return wheel.fleet.counts();
    }

    /** The one tick that moves world and fleet. */
    private static final class Wheel extends VerticleBase {
        private final World world;
        private final Fleet fleet;
        private final TruthLog truth;
        private final InstantSource clock;

        Wheel(World world, Fleet fleet, TruthLog truth, InstantSource clock) {
            this.world = world;
            this.fleet = fleet;
            this.truth = truth;
            this.clock = clock;
        }

        @Override
        public Future<?> start() {
            turn();
            vertx.setPeriodic(Fleet.TICK_MS, id -> turn());
            return Future.succeededFuture();
        }

        private void turn() {
            long now = clock.millis();
            if (now - world.now() > MOST_CATCH_UP_MS) {
                world.skipTo(now - MOST_CATCH_UP_MS);
            }
            world.advance(now, fleet);
            truth.write(world.decided());
            fleet.tick(System.nanoTime());
        }

        @Override
        public Future<?> stop() throws IOException {
            fleet.close();
            truth.close();
            return Future.succeededFuture();
        }
    }
}
