package almanac.app.erasure;

import almanac.user.UserCommand;
import java.util.Map;

/** It is a fact. */
final class UserEnds implements Step {

    private final Doing doing;

    UserEnds(Doing doing) {
        this.doing = doing;
    }

    @Override
    public String name() {
        return "fact";
    }

    @Override
    public Outcome run(Job job) {
        doing.send(job.view().by(), new UserCommand.EraseUser(job.user()));
        return new Done(Map.of());
    }
}
