/** What a device said: readings, their units, plausible ranges, and refusals with a reason. */
@NullMarked
@CheckReturnValue
package vn.phusong.reading;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
