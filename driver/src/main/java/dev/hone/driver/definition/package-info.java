/** The study file: its text with the settings of the command line, checked against the schema and read into definitions. */
@NullMarked
package dev.hone.driver.definition;

import org.jspecify.annotations.NullMarked;
