package almanac.app.api.chronapilot;

/** Bodies that the documentation shows. */
final class PilotExamples {

    static final String START =
            """
            {
              "provider": "google",
              "user_id": "user_7",
              "return_url": "http://localhost:3000/connected"
            }\
            """;

    private PilotExamples() {}
}
