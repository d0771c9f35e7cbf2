/** Is the promise kept: sample classification, windows, standings, reasons and roll-ups with bounds. */
@NullMarked
@CheckReturnValue
package vn.phusong.coverage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
