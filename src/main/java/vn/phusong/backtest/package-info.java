/** Other rules over kept readings: which verdicts would have been others. */
@NullMarked
@CheckReturnValue
package vn.phusong.backtest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
