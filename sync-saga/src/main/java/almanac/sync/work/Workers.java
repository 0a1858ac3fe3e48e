package almanac.sync.work;

import almanac.connection.ConnectionId;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The threads of this node that run steps that are due. */
public final class Workers {

    private final Dispatcher<ConnectionId, Lease> dispatcher;

    /**
     * @param atOnce how many steps an account may have under way
     * @param most how many steps this node has under way
     */
    public Workers(Runner runner, Bell bell, ToIntFunction<ConnectionId> atOnce, int most) {
        this.dispatcher =
                new Dispatcher<>("sync-dispatcher", new Steps(runner, atOnce), bell, most);
    }

    public void start() {
        dispatcher.start();
    }

    /** Lets running steps end where they can, and interrupts the others. */
    public void stop() {
        dispatcher.stop();
    }

    public boolean isRunning() {
        return dispatcher.isRunning();
    }

    private record Steps(Runner runner, ToIntFunction<ConnectionId> most)
            implements Dispatcher.Jobs<ConnectionId, Lease> {

        @Override
        public Optional<Lease> claim(List<ConnectionId> full) {
            return runner.claim(full);
        }

        @Override
        public ConnectionId group(Lease lease) {
            return lease.account();
        }

        @Override
        public String name(Lease lease) {
            return "unit=" + lease.unit();
        }

        @Override
        public int atOnce(ConnectionId account) {
            return most.applyAsInt(account);
        }

        @Override
        public void carryOut(Lease lease) {
            runner.run(lease);
        }
    }
}
