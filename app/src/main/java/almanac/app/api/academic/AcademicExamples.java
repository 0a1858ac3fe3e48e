package almanac.app.api.academic;

/** The example calls of the document, word for word. */
final class AcademicExamples {

    private AcademicExamples() {}

    static final String CREATE =
            """
            {
            "title": "Biology Lecture",
            "description": "Cell structure and function",
            "startDate": "2024-01-15T10:00:00.000Z",
            "endDate": "2024-01-15T11:30:00.000Z",
            "eventType": "CLASS",
            "location": "Science Building Room 101",
            "priority": "MEDIUM",
            "color": "blue",
            "courseId": "course_abc123"
            }\
            """;

    static final String UPDATE =
            """
            {
            "title": "Updated Biology Lecture",
            "location": "Science Building Room 205",
            "priority": "HIGH",
            "startDate": "2024-01-15T10:30:00.000Z"
            }\
            """;
}
