@org.jspecify.annotations.NullMarked
package almanac.simulated.microsoft;
