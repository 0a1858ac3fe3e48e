package almanac.operation;

import java.util.List;

/**
 * What was found when two generations of documents were compared, document by document.
 *
 * @param documents how many the live generation has
 * @param different how many are in both and differ
 * @param missing how many only the live generation has
 * @param extra how many only the new generation has
 * @param examples the first differences found, of each kind; not all of them
 */
public record ComparisonReport(
        long documents, long different, long missing, long extra, List<Difference> examples) {

    /** Both generations say the same. */
    public boolean equal() {
        return different + missing + extra == 0;
    }

    /**
     * One document that is not the same.
     *
     * @param model the read model
     * @param id of the document
     * @param fields the paths whose values differ; none where one generation lacks the document
     * @param live canonical hash, empty where the live generation lacks the document
     * @param made canonical hash, empty where the new generation lacks the document
     */
    public record Difference(
            String model, String id, List<String> fields, String live, String made) {}
}
