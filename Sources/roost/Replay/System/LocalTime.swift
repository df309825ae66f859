private import Glibc
import RoostModel

/// Times as people here write them.
enum LocalTime {
    /// Reads `YYYY-MM-DD HH:MM:SS` in the time zone of the process; nil for anything else.
    static func moment(_ text: String) -> Timestamp? {
        // The form is checked as UTC, and what it would be there tells the numbers.
        let parts = text.split(separator: " ")
        guard parts.count == 2, let utc = Timestamp("\(parts[0])T\(parts[1])Z") else { return nil }
        var seconds = time_t(utc.milliseconds / 1000)
        var fields = unsafe tm()
        guard unsafe gmtime_r(&seconds, &fields) != nil else { return nil }
        unsafe fields.tm_isdst = -1
        let local = unsafe mktime(&fields)
        return local == -1 ? nil : Timestamp(milliseconds: Int64(local) * 1000)
    }
}
