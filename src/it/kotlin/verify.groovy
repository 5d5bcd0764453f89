// Each of the broken lines was refused, and not the file for some other reason.
String log = new File(basedir, 'build.log').text
[7, 9, 11, 13].each { line -> assert log.contains("Broken.kt:$line:") }
