package vn.phusong.village;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of a registry folder, in the order in which they are read: each may refer only to itself and to those before it. */
public enum RegistryFile {
    OPERATORS("operators.csv", "operator!,name,plmns!"),
    AREAS("areas.csv", "code!,parent_code,level,name_vi,name_en,valid_from,valid_to"),
    VILLAGES(
            "villages.csv",
            "village_id!,name,kind!,area_code,lat!,lon!,"
                    + "households,households_as_of,households_source,grid_power,valid_from,valid_to"),
    POINTS("points.csv", "point_id!,village_id!,kind!,lat!,lon!,households"),
    DEVICES(
            "devices.csv",
            "device_id!,kind!,village_id!,point_id,operators,interval,power,"
                    + "household_key,pon,collector_id,valid_from,valid_to,pon_class,offset_db"),
    TARGETS("targets.csv", "indicator!,comparator,target!,valid_from,valid_to,source"),
    SITES("sites.csv", "site!,operator,cells,olts,lat,lon");

    private final String fileName;
    private final String form;

    /** @param form the columns in the order of the documentation, {@code !} behind those that must be there */
    RegistryFile(String fileName, String form) {
        this.fileName = fileName;
        this.form = form;
    }

    public String fileName() {
        return fileName;
    }

    /** The whole header, as one may write it. */
    public String example() {
        return form.replace("!", "");
    }

    /** The column of the row's own id. */
    String idColumn() {
        return example().substring(0, example().indexOf(','));
    }

    private List<String> columns() {
        return List.of(example().split(",", -1));
    }

    private boolean isRequired(String column) {
        return ("," + form).contains("," + column + "!");
    }

    /** Column → place, or the faults of this header. */
    Header header(List<String> names) {
        if (names.size() == 1 && (names.get(0).indexOf(';') >= 0 || names.get(0).indexOf('\t') >= 0)) {
            return Header.bad(new RowError.Fault(
                    "",
                    "",
                    new Said(
                            "columns must be separated by commas; save it as \"CSV UTF-8 (comma delimited)\"",
                            "các cột phải cách nhau bằng dấu phẩy; hãy lưu dạng \"CSV UTF-8 (comma delimited)\"")));
        }
        List<String> columns = columns();
        Map<String, Integer> places = new HashMap<>();
        List<RowError.Fault> faults = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!columns.contains(name)) {
                Said near = NearWord.among(columns, name);
                faults.add(new RowError.Fault(
                        name, name, new Said("unknown column" + near.en(), "cột không có trong mẫu" + near.vi())));
            } else if (places.put(name, i) != null) {
                faults.add(new RowError.Fault(name, name, new Said("the column stands twice", "cột lặp hai lần")));
            }
        }
        for (String column : columns) {
            if (isRequired(column) && !places.containsKey(column)) {
                String expected = example();
                faults.add(new RowError.Fault(
                        column,
                        "",
                        new Said(
                                "the column is missing; the header may be " + expected,
                                "thiếu cột này; dòng đầu có thể là " + expected)));
            }
        }
        return new Header(places, faults);
    }

    /** @param faults empty when the header can be read by */
    record Header(Map<String, Integer> places, List<RowError.Fault> faults) {
        static Header bad(RowError.Fault fault) {
            return new Header(Map.of(), List.of(fault));
        }
    }

    /** The table of that file name, null for another file. */
    public static @Nullable RegistryFile of(String fileName) {
        for (RegistryFile file : values()) {
            if (file.fileName.equals(fileName)) {
                return file;
            }
        }
        return null;
    }
}
