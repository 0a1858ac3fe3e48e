package almanac.app.erasure;

import almanac.app.operation.Recorder;
import almanac.app.operation.Recorder.Intent;
import almanac.app.security.Forgetting;
import almanac.app.web.Queries;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.ErasureView;
import almanac.operation.Erasures;
import almanac.operation.OperationId;
import almanac.operation.OperationKind;
import almanac.user.Role;
import almanac.user.UserId;
import almanac.user.UserQuery;
import almanac.user.UserView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes wishes for erasures, and tells how they stand. */
final class ErasureDesk implements Erasures {

    private final Jobs jobs;
    private final Queries queries;
    private final Recorder recorder;
    private final Forgetting forgetting;
    private final OwnGoes own;

    ErasureDesk(Jobs jobs, Queries queries, Recorder recorder, Forgetting forgetting, OwnGoes own) {
        this.jobs = jobs;
        this.queries = queries;
        this.recorder = recorder;
        this.forgetting = forgetting;
        this.own = own;
    }

    @Override
    public ErasureView preview(UserId user) {
        require(user);
        return new ErasureView(
                Optional.empty(),
                user,
                user,
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new ErasureView.Step("sign-in", Optional.empty(), forgetting.count(user)),
                        new ErasureView.Step("own-data", Optional.empty(), own.count(user)),
                        new ErasureView.Step("key", Optional.empty(), Map.of("keys", 1L))),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty());
    }

    @Override
    public ErasureView begin(Actor by, UserId user, String confirm, String reason) {
        var begun = jobs.of(user);
        if (begun.isPresent()) {
            return begun.get().view();
        }
        var known = require(user);
        if (!known.profile().username().equals(confirm)) {
            throw Rejected.invalid("confirm", "confirm must be the username of the user");
        }
        if (known.roles().contains(Role.OPERATOR)) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "user", "an operator is erased once another took that role away"));
        }
        var intent = Intent.to(OperationKind.ERASE_USER, user.toString(), reason);
        return recorder.begun(
                by,
                intent,
                id -> {
                    jobs.insert(id, user, by.user(), reason);
                    // the first step does so too, but only once a node has taken it up
                    forgetting.signOut(user);
                    return find(id);
                });
    }

    private UserView require(UserId user) {
        return queries.find(new UserQuery.UserById(user), UserView.class)
                .orElseThrow(() ->
                        new Rejected(new Rejection.NotFound("User", Long.toString(user.value()))));
    }

    @Override
    public ErasureView find(OperationId id) {
        return jobs.find(id)
                .map(Job::view)
                .orElseThrow(() ->
                        new Rejected(new Rejection.NotFound("Erasure", Long.toString(id.value()))));
    }

    @Override
    public List<ErasureView> latest(int limit) {
        return jobs.latest(limit).stream().map(Job::view).toList();
    }
}
