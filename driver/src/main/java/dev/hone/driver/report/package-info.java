/** What a study leaves to read: result files, status and the closing summary. */
@NullMarked
package dev.hone.driver.report;

import org.jspecify.annotations.NullMarked;
