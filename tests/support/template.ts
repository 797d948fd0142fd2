/** Made once per run on PostGIS, and copied for every test file: an up-to-date schema without rows. */
export const TEMPLATE = 'gridloom_test_template'
