package almanac.sync.exchange;

import almanac.connection.ProviderKind;
import almanac.message.Actor;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.local.Acting;
import almanac.sync.local.Run;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.trace.RunTrace;
import almanac.sync.work.Lane;

/**
 * One run of a mapping: who, what, where.
 *
 * @param calendar the provider's side
 */
public record MappingRun(
        LinkedMapping mapping,
        LinkedAccount account,
        RemoteCalendar calendar,
        MeteredProvider provider,
        Run run,
        RunTrace trace,
        Lane lane) {

    public ProviderKind kind() {
        return mapping.provider();
    }

    /** In whose name our side is changed. */
    public Actor actor() {
        return Acting.through(mapping.connection(), mapping.user());
    }

    /** Whether anything of ours may go to the provider. */
    public boolean pushes() {
        return mapping.terms().bidirectional() && calendar.rights().write();
    }
}
