/** What a table is: its location, how its text is parsed, the roles and types of its columns, and the order of its labels. */
@NullMarked
package dev.hone.driver.table.source;

import org.jspecify.annotations.NullMarked;
