/** What Spark does for a study: reading its table and running its trials. */
@NullMarked
package dev.hone.driver.execute;

import org.jspecify.annotations.NullMarked;
