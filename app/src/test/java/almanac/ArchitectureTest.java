package almanac;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house. A rule that finds nothing to look at fails, so none falls silent. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // the suites that modules lend each other come as such a jar in a whole build
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("almanac");

    private static final String[] LANGUAGE = {
        "almanac.message..",
        "almanac.automation..",
        "almanac.time..",
        "almanac.recurrence..",
        "almanac.entry..",
        "almanac.calendar..",
        "almanac.comment..",
        "almanac.connection..",
        "almanac.course..",
        "almanac.feed..",
        "almanac.google..",
        "almanac.history..",
        "almanac.operation..",
        "almanac.user..",
        "almanac.webhook.."
    };

    @TestFactory
    Stream<DynamicTest> the_walls_stand() {
        return rules().entrySet().stream()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(CLASSES)));
    }

    private static Map<String, ArchRule> rules() {
        var all = new java.util.LinkedHashMap<String, ArchRule>();
        all.putAll(arrows());
        all.putAll(libraries());
        all.putAll(microsoft());
        all.putAll(mail());
        all.putAll(shapes());
        all.putAll(handlers());
        return all;
    }

    private static Map<String, ArchRule> arrows() {
        return Map.of(
                "the language knows nobody",
                noClasses()
                        .that()
                        .resideInAnyPackage(LANGUAGE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "almanac.command..",
                                "almanac.query..",
                                "almanac.sync..",
                                "almanac.store..",
                                "almanac.app..",
                                "org.springframework..",
                                "com.mongodb..",
                                "org.bson..")
                        .because("every module points at shared-api, which points at nothing"),
                "read models know only the language",
                noClasses()
                        .that()
                        .resideInAPackage("almanac.query..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("almanac.command..", "almanac.sync..", "almanac.app..")
                        .because("the sides meet on the buses only"),
                "policies know only the language",
                noClasses()
                        .that()
                        .resideInAPackage("almanac.sync..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("almanac.command..", "almanac.query..", "almanac.app..")
                        .because("the sides meet on the buses only"),
                "facades see the language and what the edge shares",
                noClasses()
                        .that()
                        .resideInAPackage("almanac.app.api..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "almanac.command..",
                                "almanac.query..",
                                "almanac.sync..",
                                "almanac.store..",
                                "almanac.embedded..",
                                "almanac.app.config..",
                                "com.mongodb..",
                                "org.bson..")
                        .because("a facade maps HTTP to messages and back, nothing else"),
                "facades do not know each other",
                slices().matching("almanac.app.api.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .because("each document's API must be changeable alone"),
                "no package cycles",
                slices().matching("almanac.(**)")
                        .should()
                        .beFreeOfCycles()
                        .ignoreDependency(type(almanac.message.FactNames.class), alwaysTrue())
                        .because(
                                "a cycle is one package that hides as two; only the table of stored"
                                        + " names has to know every family"));
    }

    private static Map<String, ArchRule> libraries() {
        return Map.of(
                "ical4j stays in its package",
                confined("net.fortuna.ical4j..", "almanac.icalendar.."),
                "of sync, CalDAV and mails alone speak iCalendar",
                noClasses()
                        .that()
                        .resideInAPackage("almanac.sync..")
                        .and()
                        .resideOutsideOfPackages("almanac.sync.caldav..", "almanac.sync.mail..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("almanac.icalendar..")
                        .because("the engine knows content, not how one provider writes it"),
                "jjwt stays in security",
                confined("io.jsonwebtoken..", "almanac.app.security.."),
                "bucket4j stays where rates are limited",
                confined("io.github.bucket4j..", "almanac.app.security..", "almanac.sync.work.."),
                "Google's library stays in its adapter",
                confined("com.google.api..", "almanac.sync.google.."),
                "the embedded server stays in its package",
                confined("de.bwaldvogel..", "almanac.embedded.."),
                "aggregates alone apply facts",
                noClasses()
                        .that(not(simpleNameEndingWith("Aggregate")))
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName(
                                "org.axonframework.modelling.command.AggregateLifecycle")
                        .because("a decision answers facts and touches nothing"),
                "decisions depend on values only",
                noClasses()
                        .that()
                        .resideInAPackage("almanac.command..")
                        .and()
                        .resideOutsideOfPackage("almanac.command.guard..")
                        .and(not(simpleNameEndingWith("Aggregate")))
                        .and()
                        .doNotHaveSimpleName("CommandSide")
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages("java..", "almanac..", "org.jspecify..")
                        .because("what is decided must be testable without a framework"),
                "reconciling depends on values only",
                noClasses()
                        .that()
                        .resideInAPackage("almanac.sync.reconcile..")
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages(
                                "java..",
                                "almanac.connection..",
                                "almanac.entry..",
                                "almanac.recurrence..",
                                "almanac.time..",
                                "almanac.sync.provider..",
                                "almanac.sync.reconcile..",
                                "org.jspecify..")
                        .because("what both sides become must be testable without either of them"),
                "chance comes from where it is named",
                noClasses()
                        .that()
                        .doNotHaveSimpleName("CommitFactory")
                        .and()
                        .doNotHaveSimpleName("Attempts")
                        .and()
                        .doNotHaveSimpleName("RequestIds")
                        .should()
                        .callMethod(java.util.UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .because(
                                "a commit's own name, a pause before the next attempt and a"
                                        + " request's id may be any; nothing else"));
    }

    private static Map<String, ArchRule> microsoft() {
        return Map.of(
                "Microsoft's SDK stays in its package",
                confined("com.microsoft..", "almanac.sync.microsoft.."),
                "its HTTP client stays there too",
                confined("okhttp3..", "almanac.sync.microsoft.."),
                "the OAuth SDK stays with Microsoft",
                confined("com.nimbusds.oauth2..", "almanac.sync.microsoft.."));
    }

    private static Map<String, ArchRule> mail() {
        return Map.of(
                "the mail API stays where mails are sent",
                confined("jakarta.mail..", "almanac.sync.mail.."),
                "so does its implementation",
                confined("org.eclipse.angus..", "almanac.sync.mail.."));
    }

    private static ArchRule confined(String library, String... home) {
        return noClasses()
                .that(not(resideInAnyPackage(home)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library that shows everywhere cannot be replaced anywhere");
    }

    private static Map<String, ArchRule> shapes() {
        return Map.of(
                "families are sealed and hold records",
                classes()
                        .that(
                                simpleNameEndingWith("Command")
                                        .or(simpleNameEndingWith("Fact"))
                                        .or(simpleNameEndingWith("Query"))
                                        .and(JavaClass.Predicates.INTERFACES))
                        .or(JavaClass.Predicates.type(almanac.message.Rejection.class))
                        .should(beSealedOverRecords())
                        .because("a switch over a family must be exhaustive"),
                "every package is null-marked",
                classes()
                        .that()
                        .haveSimpleName("package-info")
                        .should()
                        .beAnnotatedWith(NullMarked.class)
                        .because("NullAway checks marked packages only"),
                "no injected fields",
                noFields()
                        .should()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                        .orShould()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                        .because("a constructor shows what a class needs"),
                "static fields are final",
                fields().that()
                        .areStatic()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("almanac.app..")
                        .should()
                        .haveModifier(JavaModifier.FINAL)
                        .because("two nodes in one JVM must not meet in a static"),
                "controllers and configurations are not public",
                classes()
                        .that()
                        .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                        .or()
                        .areAnnotatedWith("org.springframework.context.annotation.Configuration")
                        .should()
                        .notBePublic()
                        .because("nobody but Spring calls them"),
                "words that say nothing are not names",
                noClasses()
                        .should()
                        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|DTO|VO|CalendarEvent)")
                        .orShould()
                        .haveNameMatching(".*\\.(Base|Abstract)[A-Z].*")
                        .because("they would fit any class"),
                "nobody prints but a command",
                noClasses()
                        .that()
                        .doNotHaveSimpleName("VerifyHistory")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .because("logs carry the request id, which a command has not"),
                "time comes from the clock",
                noClasses()
                        .that()
                        .resideInAnyPackage("almanac..")
                        .and()
                        .resideOutsideOfPackages("almanac.benchmarks..")
                        .should()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(java.time.ZonedDateTime.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDate.class, "now")
                        .orShould()
                        .callMethod(java.time.ZoneId.class, "systemDefault")
                        .because("a test sets " + Clock.class.getName()));
    }

    private static Map<String, ArchRule> handlers() {
        return Map.of(
                "secrets stay where they are kept",
                classes()
                        .that()
                        .haveFullyQualifiedName("almanac.sync.oauth.Secrets")
                        .or()
                        .haveFullyQualifiedName("almanac.sync.oauth.TokenVault")
                        .should()
                        .onlyBeAccessed()
                        .byAnyPackage("almanac.sync.oauth..")
                        .because("who never sees a token cannot lose it"),
                "who handles facts says in which group, and whether again",
                classes()
                        .that(
                                new com.tngtech.archunit.base.DescribedPredicate<>("handle facts") {
                                    @Override
                                    public boolean test(JavaClass type) {
                                        return type.getMethods().stream()
                                                .anyMatch(
                                                        m -> m.isAnnotatedWith(EventHandler.class));
                                    }
                                })
                        .should()
                        .beAnnotatedWith(ProcessingGroup.class)
                        .andShould(beReplayableOrNot())
                        .because("a replay must never send a command a second time"));
    }

    private static ArchCondition<JavaClass> beReplayableOrNot() {
        return condition(
                "have a reset handler or disallow replay",
                type ->
                        type.isAnnotatedWith(DisallowReplay.class)
                                || type.getMethods().stream()
                                        .anyMatch(m -> m.isAnnotatedWith(ResetHandler.class)));
    }

    private static ArchCondition<JavaClass> beSealedOverRecords() {
        return condition(
                "be sealed over records",
                type -> {
                    var family = type.reflect();
                    return family.isSealed()
                            && Stream.of(family.getPermittedSubclasses()).allMatch(Class::isRecord);
                });
    }

    private static ArchCondition<JavaClass> condition(
            String text, java.util.function.Predicate<JavaClass> holds) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(
                                type, holds.test(type), type.getName() + ": " + text));
            }
        };
    }

    private static final int LINES = 250;

    /** A file that one cannot read in one go has more than one reason to change. */
    @Test
    void no_file_is_longer_than_one_can_read_in_one_go() throws IOException {
        try (var files = Files.walk(Path.of(".."))) {
            var sources =
                    files.filter(file -> file.toString().contains("/src/main/java/"))
                            .filter(file -> file.toString().endsWith(".java"))
                            .toList();
            assertThat(sources).hasSizeGreaterThan(200);
            for (var source : sources) {
                assertThat(Files.readAllLines(source))
                        .as(source.toString())
                        .hasSizeLessThanOrEqualTo(LINES);
            }
        }
    }

    /** So that an import that finds nothing cannot make every rule hold. */
    @TestFactory
    Stream<DynamicTest> every_module_is_looked_at() {
        return List.of("query", "sync", "store", "embedded", "app", "entry").stream()
                .map(module ->
                        DynamicTest.dynamicTest(
                                module,
                                () ->
                                        assertThat(CLASSES)
                                                .anyMatch(c ->
                                                        c.getPackageName()
                                                                .startsWith("almanac." + module))));
    }
}
