@org.jspecify.annotations.NullMarked
package almanac.sync.microsoft;
