package almanac.app.personal;

import java.util.Map;

/** Where in the JSON of a type something personal lies. */
sealed interface Shape {

    /** Nothing in it is personal. */
    record Plain() implements Shape {}

    /**
     * All of it is.
     *
     * @param erased the JSON that stands in its place
     */
    record Whole(String erased) implements Shape {}

    /** Some of its fields are; those that are not named are plain. */
    record Fields(Map<String, Shape> byName) implements Shape {

        public Fields {
            byName = Map.copyOf(byName);
        }

        Shape of(String name) {
            return byName.getOrDefault(name, PLAIN);
        }
    }

    /** Something in each element is. */
    record Elements(Shape each) implements Shape {}

    /** One of several types, which the first field tells apart. */
    record Tagged(Map<String, Shape> byTag) implements Shape {

        public Tagged {
            byTag = Map.copyOf(byTag);
        }
    }

    Shape PLAIN = new Plain();
}
