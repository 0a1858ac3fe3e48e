package almanac.app.simulated;

import almanac.simulated.Html;
import almanac.simulated.Simulator.Response;
import almanac.simulated.google.SimulatedGoogle;
import almanac.simulated.microsoft.SimulatedMicrosoft;

/** Says what there is to try, and where. */
final class IndexPage {

    private static final String WHAT =
            """
            <p>Two calendar providers live inside this server, so that sync can be tried without an \
            account anywhere. Connect one of the accounts below, then change events here and there. \
            Nothing leaves this machine; what is in these accounts is forgotten when the server \
            stops. README.md has a tour with commands to copy.</p>
            <h2>Google</h2>
            <p><a href="/simulated/google/person">Calendars: edit as the account's person</a>, \
            <a href="/simulated/google/faults">Faults: what goes wrong next</a></p>
            <table><caption>Accounts of the simulated Google</caption>
            <thead><tr><th scope="col">Account</th><th scope="col">Calendars</th></tr></thead>
            <tbody>
            <tr><td>%1$s</td><td>its own, Family; Team to read, and when %2$s is busy</td></tr>
            <tr><td>%3$s</td><td>its own, empty</td></tr>
            </tbody></table>
            <h2>Microsoft</h2>
            <p><a href="/simulated/microsoft/person">Calendars: edit as the account's person</a>, \
            <a href="/simulated/microsoft/faults">Faults: what goes wrong next</a></p>
            <table><caption>Accounts of the simulated Microsoft</caption>
            <thead><tr><th scope="col">Account</th><th scope="col">Calendars</th></tr></thead>
            <tbody>
            <tr><td>%4$s</td><td>Calendar, Team; Holidays to read</td></tr>
            <tr><td>%5$s</td><td>Calendar, Team, Holidays, all empty</td></tr>
            </tbody></table>
            <p>Set <code>almanac.providers.google.client-id</code> or \
            <code>almanac.providers.microsoft.client-id</code> to use real accounts instead, or \
            <code>almanac.providers.simulated=false</code> to have none.</p>
            <p><a href="/docs">API documents</a></p>
            """;

    private IndexPage() {}

    static Response index() {
        return Response.page(
                200,
                Html.page(
                        "Simulated calendar accounts",
                        WHAT.formatted(
                                SimulatedGoogle.SAM,
                                SimulatedGoogle.BOSS,
                                SimulatedGoogle.KIM,
                                SimulatedMicrosoft.ALEX,
                                SimulatedMicrosoft.SAM)));
    }

    static Response notFound() {
        return Response.page(
                404,
                Html.page(
                        "Not found",
                        "<p>There is nothing here.</p><p><a href=\"/simulated\">Simulated calendar"
                                + " accounts</a></p>"));
    }

    static Response closed() {
        return Response.page(
                403,
                Html.page(
                        "Only from nearby",
                        "<p>The simulated accounts are open to this machine and the private network"
                                + " around it. <code>almanac.providers.simulated=true</code> opens"
                                + " them to everybody.</p>"));
    }

    static Response tooLarge() {
        return Response.page(413, Html.page("Too large", "<p>A request may have a megabyte.</p>"));
    }
}
