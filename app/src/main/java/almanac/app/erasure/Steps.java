package almanac.app.erasure;

import java.util.List;

/** The steps in their order: all that needs words comes before the key goes. */
final class Steps {

    static final List<String> NAMES =
            List.of(
                    "sign-in",
                    "provider-copies",
                    "own-data",
                    "others-calendars",
                    "key",
                    "read-models",
                    "traces",
                    "fact");

    private final ErasureSide.Setting its;
    private final Doing doing;
    private final Footprint footprint;
    private final Jobs jobs;
    private final OwnGoes own;

    Steps(ErasureSide.Setting its, Doing doing, Footprint footprint, Jobs jobs, OwnGoes own) {
        this.its = its;
        this.doing = doing;
        this.footprint = footprint;
        this.jobs = jobs;
        this.own = own;
    }

    List<Step> all() {
        return List.of(
                new SignInEnds(its.forgetting()),
                new CopiesGo(doing, its.sync().remains(), jobs, its.patience()),
                own,
                new OthersBlank(
                        doing, footprint, its.sealing(), its.histories(), jobs, its.patience()),
                new KeyGoes(its.keys()),
                new ModelsAgain(doing, footprint, its.rebuilds(), its.progress(), jobs),
                new TracesGo(
                        doing,
                        footprint,
                        its.sync().remains(),
                        its.mapped(),
                        its.answers(),
                        its.database().getCollection(its.deadLetters()),
                        jobs),
                new UserEnds(doing));
    }
}
